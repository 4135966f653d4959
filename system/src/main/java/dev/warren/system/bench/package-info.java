/** What Warren does in a second, how long an order takes, and what it costs; beside what its broker could do at most. */
package dev.warren.system.bench;
