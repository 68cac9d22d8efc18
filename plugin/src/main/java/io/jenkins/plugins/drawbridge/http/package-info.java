/** Answers of our own web methods. */
@NullMarked
package io.jenkins.plugins.drawbridge.http;

import org.jspecify.annotations.NullMarked;
