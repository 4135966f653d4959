/** Who may do what: bearer tokens checked, operators told from customers, everything else refused. */
package dev.warren.edge.security;
