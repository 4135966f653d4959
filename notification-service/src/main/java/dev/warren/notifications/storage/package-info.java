/** Recipients and notifications in the database. */
package dev.warren.notifications.storage;
