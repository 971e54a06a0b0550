// What a request for a list of subjects asks for.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LIST_REQUEST_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LIST_REQUEST_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "google/protobuf/message.h"
#include "sangam/type/v1/consistency.pb.h"
#include "services/registry/lists/list_filter.h"
#include "services/registry/lists/list_order.h"

namespace sangam::registry {

// Filter, order, page and state. A value type.
class ListRequest {
 public:
  // Whether a List request asks for a filter or an order at all.
  static bool IsFor(const google::protobuf::Message& request);

  // INVALID_ARGUMENT for a negative page_size, a page_token that was not made
  // for this query, a filter or an order that can't be read.
  static absl::StatusOr<ListRequest> Parse(
      const google::protobuf::Message& request, absl::string_view collection);

  const ListFilter& filter() const { return filter_; }
  const ListOrder& order() const { return order_; }
  int64_t page_size() const { return page_size_; }
  // Where the page before ended; absent for the first page.
  const absl::optional<ListPosition>& after() const { return after_; }
  // That of the request; further pages are of the state of the first.
  const type::v1::ReadAt& read_at() const { return read_at_; }
  // The day of the first page, by which ages are reckoned; absent for it.
  const absl::optional<absl::CivilDay>& as_of() const { return as_of_; }

  // Of the page that ends at `last`, is of the state `token` and is reckoned by
  // `as_of`.
  std::string NextPageToken(const ListPosition& last, absl::string_view token,
                            absl::CivilDay as_of) const;

 private:
  // False for what NextPageToken of the same query did not make.
  bool ReadPageToken(absl::string_view page_token);

  ListFilter filter_;
  ListOrder order_;
  int64_t page_size_ = 0;
  absl::optional<ListPosition> after_;
  type::v1::ReadAt read_at_;
  absl::optional<absl::CivilDay> as_of_;
  // Tells the queries apart whose page tokens must not be mixed.
  std::string digest_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LIST_REQUEST_H_
