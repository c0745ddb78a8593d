package io.tdejdbc.frameworks.mybatis;

import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The statements. */
public interface OfficeMapper {
    @Insert(
            "INSERT INTO person (first_name, last_name, tax_number, email, birth_date, credit_limit, active, version)"
                    + " VALUES (#{firstName}, #{lastName}, #{taxNumber}, #{email}, #{birthDate}, #{creditLimit}, #{active}, #{version})")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    int insert(PersonRow person);

    @Insert(
            "<script>INSERT INTO person (first_name, last_name, tax_number, email, birth_date, active, version) VALUES"
                    + "<foreach collection='list' item='p' separator=','>"
                    + "(#{p.firstName}, #{p.lastName}, #{p.taxNumber}, #{p.email}, #{p.birthDate}, #{p.active}, 0)</foreach></script>")
    int insertAll(List<PersonRow> persons);

    @Insert("INSERT INTO contract (person_id, contract_number, product, premium, start_date, state, version)"
            + " VALUES (#{person}, #{number}, #{product}, 120.50, CURRENT_DATE, 'OPEN', 0)")
    int insertContract(@Param("person") long person, @Param("number") String number, @Param("product") String product);

    @Insert(
            "INSERT INTO payment (claim_id, iban, amount, paid_on, reference) SELECT id, #{iban}, 10, CURRENT_DATE, 'auto' FROM claim WHERE state = 'NEW'")
    int payNewClaims(String iban);

    @Insert("INSERT INTO settings (name, setting, counter) VALUES (#{name}, #{setting}, 0)"
            + " ON CONFLICT (name) DO UPDATE SET setting = EXCLUDED.setting, counter = settings.counter + 1")
    int upsertSettingPostgres(@Param("name") String name, @Param("setting") String setting);

    @Insert("MERGE INTO settings (name, setting, counter) KEY (name) VALUES (#{name}, #{setting}, 0)")
    int upsertSettingH2(@Param("name") String name, @Param("setting") String setting);

    @Select(
            "SELECT id, first_name, last_name, tax_number, email, birth_date, credit_limit, active, version FROM person WHERE id = #{id}")
    PersonRow byId(long id);

    @Select("SELECT * FROM person WHERE email = #{email}")
    PersonRow byEmail(String email);

    @Select("<script>SELECT p.id, p.first_name, p.last_name, p.email FROM person p"
            + "<where> "
            + "<if test='lastName != null'> AND p.last_name = #{lastName}</if>"
            + "<if test='taxNumber != null'> AND p.tax_number = #{taxNumber}</if>"
            + "<if test='active != null'> AND p.active = #{active}</if>"
            + "<if test='product != null'> AND EXISTS (SELECT 1 FROM contract c WHERE c.person_id = p.id AND c.product = #{product})</if>"
            + "</where> ORDER BY p.id <if test='limit != null'>LIMIT #{limit} OFFSET #{offset}</if></script>")
    List<PersonRow> search(Map<String, Object> filter);

    @Select(
            "<script>SELECT * FROM person WHERE tax_number IN <foreach collection='numbers' item='n' open='(' separator=',' close=')'>#{n}</foreach> ORDER BY id</script>")
    List<PersonRow> byTaxNumbers(@Param("numbers") List<String> numbers);

    @Select("SELECT count(*) FROM person WHERE last_name = #{name} AND active")
    long countByLastName(String name);

    @Select(
            "SELECT p.last_name, c.contract_number, c.state FROM person p INNER JOIN contract c ON c.person_id = p.id WHERE p.email = #{email} ORDER BY c.id")
    List<Map<String, Object>> contractsOf(String email);

    @Select("SELECT contract_number FROM contract WHERE person_id = #{id} ORDER BY id FOR UPDATE")
    List<String> lockedContracts(long id);

    @Select("SELECT state, count(*) AS n FROM contract GROUP BY state")
    List<Map<String, Object>> states();

    @Select("SELECT product, sum(premium) AS total FROM contract GROUP BY product ORDER BY total DESC")
    List<Map<String, Object>> totals();

    @Select("SELECT id FROM person WHERE last_name LIKE concat('%', #{part}, '%') ORDER BY id")
    List<Long> byPart(String part);

    @Select("SELECT id FROM contract WHERE start_date >= #{from} AND start_date < #{to} ORDER BY id")
    List<Long> startedBetween(@Param("from") java.time.LocalDate from, @Param("to") java.time.LocalDate to);

    @Select("SELECT coalesce(tax_number, '-') FROM person ORDER BY id")
    List<String> taxNumbers();

    @Update(
            "<script>UPDATE person <set><if test='email != null'>email = #{email},</if><if test='taxNumber != null'>tax_number = #{taxNumber},</if>"
                    + "version = #{version} + 1</set> WHERE id = #{id} AND version = #{version}</script>")
    int update(PersonRow person);

    @Update("UPDATE person SET email = #{email}, version = #{version} WHERE id = #{id}")
    int updateEmail(@Param("id") long id, @Param("email") String email, @Param("version") int version);

    @Update("UPDATE contract SET state = CASE WHEN product = 'CAR' THEN 'OLD' ELSE state END WHERE person_id = #{id}")
    int ageContracts(long id);

    @Update("UPDATE contract SET state = #{state} WHERE contract_number = #{number} AND state <> #{state}")
    int state(@Param("number") String number, @Param("state") String state);

    @Delete(
            "<script>DELETE FROM contract WHERE contract_number IN <foreach collection='list' item='n' open='(' separator=',' close=')'>#{n}</foreach></script>")
    int deleteContracts(List<String> numbers);

    @Delete(
            "DELETE FROM person WHERE tax_number = #{number} AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.person_id = person.id)")
    int deleteWithoutContracts(String number);
}
