/** What the services tell of themselves, and what is made of it: metrics, dashboards, alerts, logs. */
package dev.warren.system.monitoring;
