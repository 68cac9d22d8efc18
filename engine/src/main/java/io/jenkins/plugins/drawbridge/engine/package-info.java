/**
 * The deploy engine's ground floor: secrets that print stars and the root of its errors. Everything above may use it, it uses nothing above.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine;

import org.jspecify.annotations.NullMarked;
