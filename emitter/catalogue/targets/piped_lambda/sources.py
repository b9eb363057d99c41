"""Where the permissions of piped on AWS Lambda are known from."""

from ...model import Evidence, Repository, vendor
from .._pipecd import AWS, CODE

# AWS's own guide, while AWS kept it on GitHub. Some of its pages went earlier than others.
GUIDE = Repository("awsdocs/aws-lambda-developer-guide", "0665efa320399abf2b71d5ab074d07eb88d1fff2")
_GUIDE_2022 = Repository("awsdocs/aws-lambda-developer-guide", "174fd25faa9bb77f44d28d3aa81d9663a6dcf7ae")
GUIDE_2018 = Repository("awsdocs/aws-lambda-developer-guide", "4bc1fe175fce82f794fb641b315425f531f850a4")
GET_FUNCTION = vendor(f"{AWS}/lambda/latest/api/API_GetFunction.html")
FULL_ACCESS = vendor(f"{AWS}/aws-managed-policy/latest/reference/AWSLambda_FullAccess.html")
FOREIGN_IMAGE = vendor("https://repost.aws/knowledge-center/lambda-ecr-image")
LAMBDA_ARN = "arn:{partition}:lambda:{region}:{account}"


def client(*lines: int) -> Evidence:
    """Return ``lines`` of the file that calls AWS Lambda."""
    return CODE.at("pkg/app/piped/platformprovider/lambda/client.go", *lines)


def guide(repository: Repository, page: str, *lines: int) -> Evidence:
    """Return ``lines`` of a page of the developer guide, at the commit of ``repository``."""
    return repository.at(f"doc_source/{page}.md", *lines, confidence="vendor")


IMAGE_POLICY = guide(_GUIDE_2022, "configuration-images", 58)
