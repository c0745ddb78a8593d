package io.tdejdbc.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

@Embeddable
class Address {
    @Column(length = 100)
    String street;

    @Column(length = 12)
    String postcode;

    @Column(length = 60)
    String town;

    protected Address() {}

    Address(String street, String postcode, String town) {
        this.street = street;
        this.postcode = postcode;
        this.town = town;
    }

    @Override
    public String toString() {
        return street + ", " + postcode + " " + town;
    }
}
