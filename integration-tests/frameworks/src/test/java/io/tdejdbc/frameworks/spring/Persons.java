package io.tdejdbc.frameworks.spring;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.PagingAndSortingRepository;
import org.springframework.data.repository.query.Param;

/** Persons. */
public interface Persons extends ListCrudRepository<Person, Long>, PagingAndSortingRepository<Person, Long> {
    Optional<Person> findByEmail(String email);

    List<Person> findByLastNameAndActiveTrueOrderById(String lastName);

    List<Person> findByTaxNumberInOrderById(Collection<String> numbers);

    List<Person> findByTaxNumberIsNull();

    List<Person> findByLastNameNotOrderById(String lastName);

    boolean existsByEmail(String email);

    long countByLastName(String lastName);

    Page<Person> findByLastName(String lastName, Pageable page);

    Slice<Person> findByActive(boolean active, Pageable page);

    List<Person> findTop2ByActiveTrueOrderByIdDesc();

    List<Person> findByLastNameOrTaxNumber(String lastName, String taxNumber);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Person> findByTaxNumber(String taxNumber);

    List<Person> findByLastNameStartingWith(String prefix);

    List<Person> findByBirthDateBefore(java.time.LocalDate date);

    List<Person> findByEmailIgnoreCase(String email);

    @Query("SELECT p.* FROM person p WHERE (:lastName IS NULL OR p.last_name = :lastName) AND p.active ORDER BY p.id")
    List<Person> search(@Param("lastName") String lastName);

    @Modifying
    @Query("UPDATE person SET tax_number = :number WHERE email = :email")
    int changeTaxNumber(@Param("email") String email, @Param("number") String number);

    void deleteByTaxNumber(String taxNumber);
}
