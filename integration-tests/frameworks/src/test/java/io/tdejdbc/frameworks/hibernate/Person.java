package io.tdejdbc.frameworks.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;

@Entity
@DynamicUpdate
@Table(name = "person", indexes = @Index(name = "person_name_idx", columnList = "last_name, first_name"))
class Person {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "person_seq")
    @SequenceGenerator(name = "person_seq", sequenceName = "person_seq", allocationSize = 10)
    Long id;

    @Column(name = "first_name", length = 60, nullable = false)
    String firstName;

    @Column(name = "last_name", length = 60, nullable = false)
    String lastName;

    @Column(name = "tax_number", length = 20)
    String taxNumber;

    @Column(length = 120, unique = true)
    String email;

    @Column(name = "birth_date")
    LocalDate birthDate;

    @Column(name = "credit_limit", precision = 12, scale = 2)
    BigDecimal creditLimit;

    boolean active;

    @Version
    int version;

    @Embedded
    Address home = new Address();

    @ElementCollection
    @CollectionTable(name = "person_phone", joinColumns = @JoinColumn(name = "person_id"))
    @Column(name = "phone", length = 30)
    Set<String> phones = new LinkedHashSet<>();

    @OneToMany(mappedBy = "person", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    @BatchSize(size = 5)
    List<Contract> contracts = new ArrayList<>();

    protected Person() {}

    Person(String firstName, String lastName, String taxNumber, String email, LocalDate birthDate, String limit) {
        this.firstName = firstName;
        this.lastName = lastName;
        this.taxNumber = taxNumber;
        this.email = email;
        this.birthDate = birthDate;
        this.creditLimit = new BigDecimal(limit);
        this.active = true;
    }

    @Override
    public String toString() {
        return firstName + " " + lastName + " " + taxNumber + " " + email + " " + birthDate + " " + creditLimit + " "
                + active + " v" + version;
    }
}
