/** Evidence of the running system: its databases, its broker, its journal, its mail server and its processes, read and never written. */
package dev.warren.system.check.collect;
