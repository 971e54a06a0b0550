// What a List request asks for.
#ifndef SANGAM_COMMON_CHANGELOG_LIST_QUERY_H_
#define SANGAM_COMMON_CHANGELOG_LIST_QUERY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/resource_table.h"
#include "google/protobuf/message.h"
#include "sangam/type/v1/consistency.pb.h"

namespace sangam {

// Page, place to go on from, filters, and the state to read. A value type.
class ListQuery {
 public:
  static constexpr int32_t kDefaultPageSize = 100;
  static constexpr int32_t kMaxPageSize = 1'000;

  // INVALID_ARGUMENT for a negative page_size, a page_token that was not made
  // for this query, or a filter that is not a resource name.
  static absl::StatusOr<ListQuery> Parse(
      const google::protobuf::Message& request, const ResourceTable& table);

  int32_t page_size() const { return page_size_; }
  // The last key of the page before; empty for the first page.
  const std::string& after() const { return after_; }
  const std::vector<ResourceTable::Filter>& filters() const { return filters_; }

  // That of the request; but the further pages of a list of one state are of
  // the state that its first page was of.
  const type::v1::ReadAt& read_at() const { return read_at_; }

  // `token` is the state of this page.
  std::string NextPageToken(absl::string_view last_key,
                            absl::string_view token) const;

 private:
  int32_t page_size_ = kDefaultPageSize;
  std::string after_;
  std::vector<ResourceTable::Filter> filters_;
  type::v1::ReadAt read_at_;
  // Tells the queries apart whose page tokens must not be mixed.
  std::string digest_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_LIST_QUERY_H_
