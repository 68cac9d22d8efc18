package io.jenkins.plugins.drawbridge.server.web.page.view;

/** Addresses of the pages beside this one; empty: there is none. */
public record Turns(String newest, String newer, String older) {}
