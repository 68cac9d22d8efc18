/**
 * The report, plan and verdicts as data, and its forms: text, JSON, Markdown, HTML.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.report;

import org.jspecify.annotations.NullMarked;
