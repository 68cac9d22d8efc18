package org.springframework.security.core;

/** A name only: nothing of it is used. */
public interface Authentication {}
