/** Who the users are whose orders these are; user-service knows. */
package dev.warren.orders.customers;
