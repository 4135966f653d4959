/** A guided break and repair of the running system; the live page goes the same way with buttons. */
package dev.warren.system.tour;
