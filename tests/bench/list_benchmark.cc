// Asks a registry that import_benchmark has filled for pages of groups, by each
// declared pair of a filter and an order and by some that are not declared, and
// prints how long a page took as one line of JSON a pair.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "common/server/channel.h"
#include "grpcpp/client_context.h"
#include "nlohmann/json.hpp"
#include "sangam/registry/v1/registry_service.grpc.pb.h"

ABSL_FLAG(std::string, registry, "127.0.0.1:7401", "where the registry is");
ABSL_FLAG(int, draws, 12, "how often the constants of a filter are drawn");
ABSL_FLAG(int, pages, 5, "pages of each list");
ABSL_FLAG(int, page_size, 100, "groups a page");
ABSL_FLAG(uint64_t, seed, 1, "which draws");

namespace sangam::bench {
namespace {

using registry::v1::ListGroupsRequest;
using registry::v1::ListGroupsResponse;
using registry::v1::RegistryService;

// The constants of one draw, all of one group that is there.
struct Drawn {
  std::string parent, village, block, district, state;
};

class Lists {
 public:
  explicit Lists(const std::string& address)
      : stub_(RegistryService::NewStub(NewChannel(address))),
        random_(absl::GetFlag(FLAGS_seed)) {
    // SHGs are numbered from 0, so the last one there tells how many.
    int64_t above = 1;
    while (Has(above)) above *= 2;
    for (int64_t below = above / 2; below + 1 < above;) {
      const int64_t middle = (below + above) / 2;
      (Has(middle) ? below : above) = middle;
    }
    groups_ = above;
  }

  Drawn Draw() {
    const int64_t number =
        std::uniform_int_distribution<int64_t>(0, groups_ - 1)(random_);
    grpc::ClientContext context, profile_context;
    registry::v1::GetGroupRequest get;
    registry::v1::GetGroupResponse group;
    get.set_name(NameOf(number));
    Check(stub_->GetGroup(&context, get, &group));
    registry::v1::GetSubjectProfileRequest ask;
    registry::v1::GetSubjectProfileResponse profile;
    ask.set_name(NameOf(number));
    Check(stub_->GetSubjectProfile(&profile_context, ask, &profile));
    Drawn drawn;
    drawn.parent = group.group().parent();
    for (const auto& link : profile.place_chain()) {
      switch (link.kind()) {
        case type::v1::PLACE_KIND_VILLAGE:
          drawn.village = link.place();
          break;
        case type::v1::PLACE_KIND_BLOCK:
          drawn.block = link.place();
          break;
        case type::v1::PLACE_KIND_DISTRICT:
          drawn.district = link.place();
          break;
        case type::v1::PLACE_KIND_STATE:
          drawn.state = link.place();
          break;
        default:
          break;
      }
    }
    return drawn;
  }

  // Adds how long each page took, in milliseconds, and how many groups came.
  void Ask(const std::string& filter, const std::string& order,
           std::vector<double>* milliseconds, int64_t* found) {
    ListGroupsRequest request;
    request.set_filter(filter);
    request.set_order_by(order);
    request.set_page_size(absl::GetFlag(FLAGS_page_size));
    for (int page = 0; page < absl::GetFlag(FLAGS_pages); ++page) {
      grpc::ClientContext context;
      ListGroupsResponse response;
      const auto began = std::chrono::steady_clock::now();
      Check(stub_->ListGroups(&context, request, &response));
      milliseconds->push_back(std::chrono::duration<double, std::milli>(
                                  std::chrono::steady_clock::now() - began)
                                  .count());
      *found += response.groups_size();
      if (response.next_page_token().empty()) return;
      request.set_page_token(response.next_page_token());
    }
  }

  int64_t groups() const { return groups_; }

 private:
  static std::string NameOf(int64_t number) {
    return absl::StrCat("groups/made-up-shg-", number);
  }

  bool Has(int64_t number) {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    registry::v1::GetGroupRequest request;
    registry::v1::GetGroupResponse response;
    request.set_name(NameOf(number));
    return stub_->GetGroup(&context, request, &response).ok();
  }

  static void Check(const grpc::Status& status) {
    if (status.ok()) return;
    std::fprintf(stderr, "%s\n", status.error_message().c_str());
    std::exit(1);
  }

  const std::unique_ptr<RegistryService::Stub> stub_;
  std::mt19937_64 random_;
  int64_t groups_ = 0;
};

struct Filter {
  std::string name;
  std::string text;
  // Ranges of members are declared in the order of members alone.
  bool range = false;
};

// The shapes of filters of groups, coarse and fine, alone and together.
std::vector<Filter> FiltersOf(const Drawn& drawn) {
  const auto within = [](const std::string& place) {
    return absl::StrCat("place.within('", place, "')");
  };
  return {
      {"all", ""},
      {"kind, most", "subject.kind == 'SHG'"},
      {"kind, few", "subject.kind == 'CLF'"},
      {"place, state", within(drawn.state)},
      {"place, district", within(drawn.district)},
      {"place, block", within(drawn.block)},
      {"place, village", within(drawn.village)},
      {"parent", absl::StrCat("parent == '", drawn.parent, "'")},
      {"members, most", "members >= 5", true},
      {"members, one number", "members == 12", true},
      {"members, few", "members >= 500", true},
      {"kind and district",
       absl::StrCat("subject.kind == 'VO' && ", within(drawn.district))},
      {"district and members",
       absl::StrCat(within(drawn.district), " && members >= 12"), true},
      {"block and kind",
       absl::StrCat(within(drawn.block), " && subject.kind == 'SHG'")},
  };
}

double Quantile(std::vector<double>* values, double share) {
  const auto at =
      values->begin() +
      static_cast<int64_t>(share * static_cast<double>(values->size() - 1));
  std::nth_element(values->begin(), at, values->end());
  return *at;
}

int Main() {
  Lists lists(absl::GetFlag(FLAGS_registry));
  std::vector<Drawn> draws;
  for (int i = 0; i < absl::GetFlag(FLAGS_draws); ++i) {
    draws.push_back(lists.Draw());
  }
  const size_t shapes = FiltersOf(draws[0]).size();
  for (size_t shape = 0; shape < shapes; ++shape) {
    for (const char* order :
         {"name", "title", "members", "update_time", "title desc",
          "members desc", "update_time desc"}) {
      std::vector<double> milliseconds;
      int64_t found = 0;
      for (const Drawn& drawn : draws) {
        lists.Ask(FiltersOf(drawn)[shape].text, order, &milliseconds, &found);
      }
      const Filter filter = FiltersOf(draws[0])[shape];
      const bool declared =
          !filter.range || std::string(order).rfind("members", 0) == 0;
      std::printf("%s\n",
                  nlohmann::json({{"filter", filter.name},
                                  {"declared", declared},
                                  {"order", order},
                                  {"groups", lists.groups()},
                                  {"pages", milliseconds.size()},
                                  {"found", found},
                                  {"p50", Quantile(&milliseconds, 0.5)},
                                  {"p99", Quantile(&milliseconds, 0.99)}})
                      .dump()
                      .c_str());
      std::fflush(stdout);
    }
  }
  return 0;
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return sangam::bench::Main();
}
