/** Everything that people and programs send by mistake or with intent, against the whole system. */
package dev.warren.system.inputs;
