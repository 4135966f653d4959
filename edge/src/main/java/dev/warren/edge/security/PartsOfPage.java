package dev.warren.edge.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of a controller that answers the parts of a page. A browser asks for dozens of them at once, so they are limited as everything is, but
 * apart: whoever opens the page has not spent what may be asked of the services.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface PartsOfPage {}
