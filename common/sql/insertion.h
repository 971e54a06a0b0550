// What is to be added to a table.
#ifndef SANGAM_COMMON_SQL_INSERTION_H_
#define SANGAM_COMMON_SQL_INSERTION_H_

#include <string>
#include <vector>

namespace sangam::sql {

// How rows are added to one table, whatever their values:
//
//   static const auto* const kItems = new Insertion(
//       "item", {{"name", Insertion::Type::kText},
//                {"count", Insertion::Type::kInteger}},
//       Insertion::IfThere::kIsReplaced);
//   database.PrepareInsert(*kItems, "a", int64_t{1}).Run();
//
// Immutable, so thread-safe. Outlives the transactions in which it is used.
class Insertion {
 public:
  enum class Type { kInteger, kText, kBytes };
  struct Column {
    std::string name;
    Type type;
  };
  // What becomes of a row whose key is in the table.
  enum class IfThere {
    kFails,
    // The new one is dropped.
    kStays,
    // By the new one. The first column is the key then.
    kIsReplaced,
  };

  Insertion(std::string table, std::vector<Column> columns,
            IfThere if_there = IfThere::kFails);

  const std::vector<Column>& columns() const { return columns_; }
  IfThere if_there() const { return if_there_; }

  // The statement that adds one row.
  const std::string& text() const { return text_; }
  // What comes before and after the rows in a statement of any form.
  const std::string& head() const { return head_; }
  const std::string& tail() const { return tail_; }

 private:
  const std::vector<Column> columns_;
  const IfThere if_there_;
  const std::string head_;
  const std::string tail_;
  const std::string text_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_INSERTION_H_
