/** The Pipeline steps. They run on threads of their own and keep nothing but settled orders and ids. */
@NullMarked
package io.jenkins.plugins.drawbridge.steps;

import org.jspecify.annotations.NullMarked;
