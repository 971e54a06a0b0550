#include "common/clock/civil_date.h"

#include "common/clock/clock.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

google::type::Date MakeDate(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

TEST(CivilDateTest, RefusesDaysThatAreNotInTheCalendar) {
  EXPECT_TRUE(ToCivilDay(MakeDate(2024, 2, 29), "d").ok());
  for (const auto& date :
       {MakeDate(2023, 2, 29), MakeDate(2023, 13, 1), MakeDate(2023, 0, 1),
        MakeDate(0, 1, 1), MakeDate(2023, 4, 31), MakeDate(2023, 4, 0)}) {
    const auto day = ToCivilDay(date, "as_of");
    ASSERT_FALSE(day.ok()) << date.ShortDebugString();
    EXPECT_EQ(FieldViolationsOf(day.status())[0].field, "as_of");
  }
}

TEST(CivilDateTest, ReadsAndWritesIsoDates) {
  const auto day = ParseDay("2013-04-01", "d");
  ASSERT_TRUE(day.ok());
  EXPECT_EQ(FormatDay(*day), "2013-04-01");
  for (const char* bad : {"", "2013-4-1", "2013-02-30", "01-04-2013", "x"}) {
    EXPECT_FALSE(ParseDay(bad, "d").ok()) << bad;
  }
}

TEST(CivilDateTest, CountsCompletedMonths) {
  const absl::CivilDay start(2024, 1, 31);
  EXPECT_EQ(CompletedMonths(start, absl::CivilDay(2024, 2, 28)), 0);
  EXPECT_EQ(CompletedMonths(start, absl::CivilDay(2024, 2, 29)), 1);
  EXPECT_EQ(CompletedMonths(start, absl::CivilDay(2024, 3, 30)), 1);
  EXPECT_EQ(CompletedMonths(start, absl::CivilDay(2024, 3, 31)), 2);
  EXPECT_EQ(CompletedMonths(start, absl::CivilDay(2023, 12, 30)), -1);
  EXPECT_EQ(CompletedMonths(start, absl::CivilDay(2025, 2, 28)), 13);
  EXPECT_EQ(CompletedMonths(absl::CivilDay(2023, 11, 30),
                            absl::CivilDay(2024, 2, 28)),
            2);
}

TEST(CivilDateTest, TheDayTurnsInIndia) {
  const absl::Time before = absl::FromCivil(
      absl::CivilSecond(2026, 3, 31, 18, 29, 59), absl::UTCTimeZone());
  EXPECT_EQ(IndiaDay(before), absl::CivilDay(2026, 3, 31));
  EXPECT_EQ(IndiaDay(before + absl::Seconds(1)), absl::CivilDay(2026, 4, 1));
}

}  // namespace
}  // namespace sangam
