/** Mails: their words, their form, and how they get to the mail server. */
package dev.warren.notifications.mail;
