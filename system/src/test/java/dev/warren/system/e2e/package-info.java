/** The whole system, started as processes and addressed as its users do: HTTP, AMQP, SMTP. */
package dev.warren.system.e2e;
