/** What can go wrong goes wrong, on a rig under load, by a schedule that its seed replays; then the books are checked. */
package dev.warren.system.chaos;
