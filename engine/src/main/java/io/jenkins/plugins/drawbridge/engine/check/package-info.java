/** The walk to a cluster, hop by hop, with a sentence for each step: what {@code check} prints and a page's button shows. */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.check;

import org.jspecify.annotations.NullMarked;
