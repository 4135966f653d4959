/** One account per user: orders reserve its credit, confirmed orders spend it, cancelled orders give it back. */
package dev.warren.users;
