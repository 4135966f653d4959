/** The whole system on ports and in a folder of its own, every part of which can be stopped, killed, frozen or cut off. */
package dev.warren.system.rig;
