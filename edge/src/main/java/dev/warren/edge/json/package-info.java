/** JSON that callers send, read strictly. */
package dev.warren.edge.json;
