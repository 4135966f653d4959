/** Who makes the tables, and what whoever uses them may do. */
package dev.warren.messaging.migrations;
