/** The live page as people use it: in a real browser, on the whole system. */
package dev.warren.system.page;
