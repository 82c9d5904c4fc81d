/** Folders of studies: a folder for each trial, tables, figures, a page, and what was expected. */
@NullMarked
package org.secateur.io.study;

import org.jspecify.annotations.NullMarked;
