/** How a service is asked over HTTP. Knows no business event and no service. */
package dev.warren.edge;
