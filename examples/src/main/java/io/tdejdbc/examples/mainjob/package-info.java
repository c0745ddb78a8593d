/** The main job: a shop's tables are loaded plain, encrypted, and used by the same application as before. */
package io.tdejdbc.examples.mainjob;
