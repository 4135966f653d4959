/** Which instance of a service is asked next: found by heartbeat, balanced, and spared for a while after it failed. */
package dev.warren.edge.discovery;
