#include "services/sangamctl/commands/roll_up_command.h"

#include <cstdint>
#include <string>
#include <utility>

#include "sangam/registry/v1/federation_roll_up_service.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/federation_screen/roll_up_screen.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::ListFederationRollUpsRequest;
using registry::v1::ListFederationRollUpsResponse;

constexpr char kMethod[] =
    "sangam.registry.v1.FederationRollUpService/ListFederationRollUps";
constexpr int32_t kPageSize = 1'000;

// All pages as one, and of one state.
absl::Status ReadAll(ServiceCaller& caller,
                     ListFederationRollUpsRequest request,
                     ListFederationRollUpsResponse* all) {
  request.set_page_size(kPageSize);
  absl::Status status = caller.Call(Service::kRegistry, kMethod, request, *all);
  if (!status.ok() || all->next_page_token().empty()) return status;
  request.mutable_read_at()->set_exact_token(all->token());
  all->Clear();
  do {
    ListFederationRollUpsResponse page;
    status = caller.Call(Service::kRegistry, kMethod, request, page);
    if (!status.ok()) return status;
    request.set_page_token(page.next_page_token());
    page.clear_next_page_token();
    all->clear_parent();
    all->MergeFrom(page);
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace

ExitCode RunFederationSums(const ParsedCommand& command,
                           const Settings& settings, const Clock& clock) {
  ListFederationRollUpsRequest request;
  request.set_parent(command.arguments[0]);
  type::v1::ReadAt read_at;
  const std::string fault = FillReadAt(command, read_at);
  if (!fault.empty()) return ComplainOfUsage(fault);
  if (read_at.state_case() != type::v1::ReadAt::STATE_NOT_SET) {
    *request.mutable_read_at() = read_at;
  }
  const Words words = ChooseWords(command);
  ServiceCaller caller(settings, clock);
  ListFederationRollUpsResponse all;
  const absl::Status status = ReadAll(caller, std::move(request), &all);
  if (!status.ok()) return ComplainOf(status, Service::kRegistry, caller);
  return PrintAnswer(settings.output, all, [&] {
    return DrawRollUps(std::move(all), words, LayoutOfStandardOutput());
  });
}

}  // namespace sangam::sangamctl
