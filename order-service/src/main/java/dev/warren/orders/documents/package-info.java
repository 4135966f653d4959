/** The contracts themselves, for whoever writes a client or a listener: OpenAPI, AsyncAPI and the events' schemas. */
package dev.warren.orders.documents;
