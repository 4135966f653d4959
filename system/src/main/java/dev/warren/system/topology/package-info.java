/** The whole system's broker topology, put together from what each service says and hears. */
package dev.warren.system.topology;
