/** Server-side apply as the real API server does it: field sets, merging, conflicts. Pure; knows nothing of HTTP. */
@NullMarked
package io.jenkins.plugins.drawbridge.testkit.apply;

import org.jspecify.annotations.NullMarked;
