/** Signed webhooks (Standard Webhooks). */
@NullMarked
package io.jenkins.plugins.drawbridge.server.web.webhook;

import org.jspecify.annotations.NullMarked;
