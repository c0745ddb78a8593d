package io.tdejdbc.frameworks.spring;

import org.springframework.data.annotation.Id;

/** An address of a person. */
public record Address(@Id Long id, String street, String postcode, String town, String country) {}
