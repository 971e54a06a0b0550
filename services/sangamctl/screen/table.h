// Tables of text in aligned columns.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCREEN_TABLE_H_
#define SANGAM_SERVICES_SANGAMCTL_SCREEN_TABLE_H_

#include <string>
#include <vector>

#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

struct TableColumn {
  std::string heading;
  bool align_right = false;
};

// Collects rows, then draws them. Cells are made safe by PlainText.
class Table {
 public:
  explicit Table(std::vector<TableColumn> columns);

  // As many cells as there are columns.
  void AddRow(std::vector<std::string> cells);

  // A heading and the rows. Where a terminal is too narrow, the widest columns
  // are cut, but the first column never: it holds the name that a person
  // copies. Empty if there are no rows.
  std::string Draw(const Layout& layout) const;

 private:
  std::vector<int> Widths(const Layout& layout) const;

  std::vector<TableColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCREEN_TABLE_H_
