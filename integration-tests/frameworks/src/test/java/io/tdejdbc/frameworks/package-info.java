/** Applications of well-known frameworks: what they send, and that they work unchanged through the driver. */
package io.tdejdbc.frameworks;
