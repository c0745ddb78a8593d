package io.tdejdbc.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Tag {
    @Id
    Integer id;

    @Column(length = 30, nullable = false)
    String label;

    protected Tag() {}

    Tag(int id, String label) {
        this.id = id;
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
