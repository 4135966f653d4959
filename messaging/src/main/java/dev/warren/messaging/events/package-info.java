/** Events as messages: CloudEvents 1.0 in binary mode over AMQP 0-9-1. */
package dev.warren.messaging.events;
