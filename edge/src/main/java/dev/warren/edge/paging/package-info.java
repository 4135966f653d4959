/** Lists in pages, newest first. */
package dev.warren.edge.paging;
