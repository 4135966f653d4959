/** How events travel: decide purely, in batches, with one database transaction for everything a batch changes and says. */
package dev.warren.messaging;
