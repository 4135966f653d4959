/** Somebody's personal data ends: what the runtime holds of it goes, and what comes late is not kept. */
package dev.warren.messaging.erasure;
