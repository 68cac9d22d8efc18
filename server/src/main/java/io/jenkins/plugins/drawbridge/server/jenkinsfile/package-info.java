/** Jenkinsfiles as values: the declarative subset, read by Groovy's parser as a syntax tree. Nothing is ever executed. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import org.jspecify.annotations.NullMarked;
