/** Programs and packages of the Node.js ecosystem that tests use. */
package dev.warren.system.node;
