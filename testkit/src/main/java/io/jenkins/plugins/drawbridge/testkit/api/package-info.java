/** The API server in a box: requests in, objects and Status answers out. */
@NullMarked
package io.jenkins.plugins.drawbridge.testkit.api;

import org.jspecify.annotations.NullMarked;
