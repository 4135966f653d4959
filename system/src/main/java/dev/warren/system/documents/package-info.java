/** The documents of the whole system, made from the code of all services: OpenAPI for what is asked, AsyncAPI for what is said. */
package dev.warren.system.documents;
