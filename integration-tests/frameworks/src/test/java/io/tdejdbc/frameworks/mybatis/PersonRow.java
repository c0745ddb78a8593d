package io.tdejdbc.frameworks.mybatis;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A person as MyBatis fills it. */
public class PersonRow {
    private Long id;
    private String firstName;
    private String lastName;
    private String taxNumber;
    private String email;
    private LocalDate birthDate;
    private BigDecimal creditLimit;
    private boolean active = true;
    private int version;
    private List<String> contracts = new ArrayList<>();

    /** For MyBatis. */
    public PersonRow() {}

    /** A new person. */
    public PersonRow(String firstName, String lastName, String taxNumber, String email) {
        this.firstName = firstName;
        this.lastName = lastName;
        this.taxNumber = taxNumber;
        this.email = email;
        this.birthDate = LocalDate.of(1990, 2, 3);
        this.creditLimit = new BigDecimal("750.00");
    }

    /** The key. */
    public Long getId() {
        return id;
    }

    /** Sets the key. */
    public void setId(Long id) {
        this.id = id;
    }

    /** The first name. */
    public String getFirstName() {
        return firstName;
    }

    /** The last name. */
    public String getLastName() {
        return lastName;
    }

    /** The tax number. */
    public String getTaxNumber() {
        return taxNumber;
    }

    /** The address for mail. */
    public String getEmail() {
        return email;
    }

    /** The date of birth. */
    public LocalDate getBirthDate() {
        return birthDate;
    }

    /** The credit limit. */
    public BigDecimal getCreditLimit() {
        return creditLimit;
    }

    /** Whether the person is a customer now. */
    public boolean isActive() {
        return active;
    }

    /** The version. */
    public int getVersion() {
        return version;
    }

    @Override
    public String toString() {
        return id + " " + firstName + " " + lastName + " " + taxNumber + " " + email + " " + birthDate + " "
                + creditLimit + " " + active + " v" + version + " " + contracts;
    }
}
